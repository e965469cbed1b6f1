import { Component, type ComponentChildren, type JSX } from 'preact';
import { t } from '#pwa/i18n/t.ts';
import { noteFault } from '#pwa/platform/fault-log.ts';
import { PlatformContext, type Platform } from '#pwa/platform/platform-context.ts';
import { patternOf } from '#pwa/platform/vitals.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Notice } from '#pwa/ui/notice.tsx';
import { faultCode } from './fault-code.ts';

interface State {
  readonly code: string | null;
}

/** Holds a fault inside its screen: the frame, the sync mark and the other screens go on. */
export class ScreenBoundary extends Component<{ children: ComponentChildren }, State> {
  static override contextType = PlatformContext;
  override state: State = { code: null };

  override componentDidCatch(cause: unknown): void {
    const where = patternOf(location.pathname);
    const code = faultCode(cause, where);
    const kind = cause instanceof Error ? cause.name : typeof cause;
    const { deviceStore } = this.context as Platform;
    void noteFault(deviceStore, { code, where, kind, at: new Date().toISOString() });
    this.setState({ code });
  }

  override render(): JSX.Element {
    const { code } = this.state;
    if (code === null) return <>{this.props.children}</>;
    return (
      <main class="main" id="main" tabIndex={-1}>
        <h1 class="vh">{t('shell.faultTitle')}</h1>
        <Notice
          tone="alarm"
          title={t('shell.faultTitle')}
          action={
            <Button onClick={() => this.setState({ code: null })}>{t('shell.tryAgain')}</Button>
          }
        >
          {t('shell.faultKept')} <bdi>{t('shell.faultCode', { code })}</bdi>
        </Notice>
      </main>
    );
  }
}

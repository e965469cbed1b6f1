import { Component, h, type ComponentType, type JSX } from 'preact';

/** The same component, drawn anew only when one of its properties is another one: what Preact keeps in its React layer, without the layer. */
export function memo<P extends object>(inner: ComponentType<P>): ComponentType<P> {
  return class Memo extends Component<P> {
    override shouldComponentUpdate(next: Readonly<P>): boolean {
      const before = this.props as Readonly<Record<string, unknown>>;
      const after = next as Readonly<Record<string, unknown>>;
      for (const key in after) if (after[key] !== before[key]) return true;
      for (const key in before) if (!(key in after)) return true;
      return false;
    }
    override render(props: P): JSX.Element {
      return h(inner, props);
    }
  };
}

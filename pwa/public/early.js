// Before the first paint: the person's theme, language and direction. A file of its own, because the CSP allows no inline script.
try {
  const root = document.documentElement;
  const theme = localStorage.getItem('wardline.theme');
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  const language = localStorage.getItem('wardline.language');
  if (language) {
    root.lang = language;
    root.dir = language === 'ar' ? 'rtl' : 'ltr';
  }
} catch {
  // Storage is refused: the system's theme and the browser's language stand.
}

// Before anything is painted: light or dark, as chosen here or as the system has it.
(() => {
  const chosen = () => { try { return localStorage.getItem('theme'); } catch { return null; } };
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const apply = () => {
    const theme = chosen() ?? (dark.matches ? 'dark' : 'light');
    document.documentElement.dataset.bsTheme = theme;
  };
  apply();
  dark.addEventListener('change', apply);
  window.strongroomTheme = {
    now: () => document.documentElement.dataset.bsTheme,
    choose: (theme) => { try { localStorage.setItem('theme', theme); } catch { /* Until the page is left. */ }
      document.documentElement.dataset.bsTheme = theme; },
  };
})();

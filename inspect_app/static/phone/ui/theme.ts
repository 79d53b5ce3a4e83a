// Sets the theme: light, dark, outdoor or the system's. The choice is remembered, and the browser's own bar
// follows the app header.
export const THEMES = ["auto", "light", "dark", "outdoor"] as const;
export type Theme = (typeof THEMES)[number];
const STORAGE_KEY = "inspect.theme";

export function currentTheme(): Theme {
  const chosen = localStorage.getItem(STORAGE_KEY);
  return THEMES.find((theme) => theme === chosen) ?? "auto";
}

export function setTheme(theme: Theme): void {
  localStorage.setItem(STORAGE_KEY, theme);
  applyTheme();
}

export function applyTheme(): void {
  document.documentElement.dataset.theme = currentTheme();
  const colour = getComputedStyle(document.documentElement).getPropertyValue("--app-header").trim();
  document.querySelector('meta[name="theme-color"]')?.setAttribute("content", colour);
}

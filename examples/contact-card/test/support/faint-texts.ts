/**
 * Runs in the page: the texts whose contrast to what lies behind them is under 4.5 to 1.
 * Source: https://www.w3.org/TR/WCAG22/#contrast-minimum
 */
export function faintTexts(): readonly string[] {
  const channels = (color: string) => (color.match(/[\d.]+/g) ?? []).map(Number);
  const luminance = (color: string) => {
    const [red = 0, green = 0, blue = 0] = channels(color).map((channel) => {
      const share = channel / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const groundOf = (element: Element | null): string => {
    if (element === null) return 'rgb(255, 255, 255)';
    const { backgroundColor } = getComputedStyle(element);
    return channels(backgroundColor)[3] === 0 ? groundOf(element.parentElement) : backgroundColor;
  };
  const contrast = (element: Element) => {
    const [darker = 0, lighter = 0] = [luminance(getComputedStyle(element).color), luminance(groundOf(element))].sort(
      (one, other) => one - other,
    );
    return (lighter + 0.05) / (darker + 0.05);
  };
  return [...document.querySelectorAll('body *:not(script, noscript, option, optgroup)')]
    .filter((element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim()))
    .filter((element) => contrast(element) < 4.5)
    .map((element) => `${element.textContent}: ${contrast(element).toFixed(2)}`);
}

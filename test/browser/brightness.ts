/** How bright the ground of an element is, from 0 to 255: its own, or the page's where it sets none. Runs in the page. */
export function brightnessOf(selector: string): number {
  const canvas = document.createElement('canvas').getContext('2d'); // whatever way a style writes a colour, a canvas reads it
  const element = document.querySelector(selector);
  if (!canvas || !element) return Number.NaN;
  const ground = document.createElement('p');
  ground.style.backgroundColor = 'Canvas';
  element.append(ground);
  for (const each of [ground, element]) {
    canvas.fillStyle = getComputedStyle(each).backgroundColor;
    canvas.fillRect(0, 0, 1, 1);
  }
  ground.remove();
  const [red = 0, green = 0, blue = 0] = canvas.getImageData(0, 0, 1, 1).data;
  return (red + green + blue) / 3;
}

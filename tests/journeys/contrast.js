// The fields and buttons whose edge, or the colour in its place, has too little contrast with what lies behind (1.4.11).
() => {
  const pen = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const read = (colour) => {
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    return [...pen.getImageData(0, 0, 1, 1).data];
  };
  const linear = (part) => (part / 255 <= 0.03928 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4);
  const light = ([red, green, blue]) => 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  const contrast = (one, other) => {
    const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const behind = (element) => {
    for (let each = element.parentElement; each; each = each.parentElement) {
      const colour = read(getComputedStyle(each).backgroundColor);
      if (colour[3] > 250) return colour;
    }
    return [255, 255, 255, 255];
  };
  const edge = (element) => {
    const look = getComputedStyle(element);
    const colours = [look.borderTopColor, look.backgroundColor].map(read).filter((colour) => colour[3] > 250);
    return Math.max(1, ...colours.map((colour) => contrast(colour, behind(element))));
  };
  return [...document.querySelectorAll('.ds-input, .ds-button:not([data-variant=tertiary])')]
    .filter((each) => each.offsetParent && edge(each) < 3)
    .map((each) => `${each.outerHTML.slice(0, 80)} ${edge(each).toFixed(2)}`);
}

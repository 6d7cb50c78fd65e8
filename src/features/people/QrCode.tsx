// A QR code as one SVG path: black on white whatever the colours of the page, with the quiet zone scanners need.
import { encodeQR } from 'qr';

const quiet = 4;

export function QrCode({ text, label }: { text: string; label: string }) {
  const { size, path } = qrPath(text);
  return (
    <svg class="qr-code" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <rect width={size} height={size} fill="#ffffff" />
      <path d={path} fill="#000000" />
    </svg>
  );
}

/** Size in modules, quiet zone included, and the dark runs of every line. */
export function qrPath(text: string): { readonly size: number; readonly path: string } {
  const lines = encodeQR(text, 'raw', { ecc: 'medium', border: quiet });
  let path = '';
  lines.forEach((line, y) => {
    for (let x = 0; x < line.length; x += 1) {
      if (!line[x]) continue;
      let run = 1;
      while (line[x + run]) run += 1;
      path += `M${x} ${y}h${run}v1h-${run}z`;
      x += run;
    }
  });
  return { size: lines.length, path };
}

// Gives the person a file that was made here.
export function download(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  document.body.append(link); // Firefox follows only links that stand in the page
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000); // the download begins a moment later
}

// The last moments in which what was typed can be kept: the page is hidden, left, or another window comes in front.

/** Calls `keep` in each of them. Gives the way to stop. */
export function onLeaving(keep: () => void): () => void {
  const ifHidden = () => document.visibilityState === 'hidden' && keep();
  document.addEventListener('visibilitychange', ifHidden);
  window.addEventListener('pagehide', keep);
  window.addEventListener('blur', keep);
  return () => {
    document.removeEventListener('visibilitychange', ifHidden);
    window.removeEventListener('pagehide', keep);
    window.removeEventListener('blur', keep);
  };
}

// A double click, or a second tap of an impatient finger, means what lay under the first. What has come to lie there since
// takes no press until it has stood for a moment. Keys and screen readers press without a pointer: they are let through.

/** How long something new must have stood under the pointer. */
const settleMs = 700;
/** A finger does not hit the same spot twice. */
const apartPx = 32;
/** Whoever presses again later than this has looked. */
const forgottenMs = 3_000;

const pressable = 'button, a, summary';

interface Press {
  readonly at: number;
  readonly x: number;
  readonly y: number;
  readonly on: Element | null;
}

/** @returns lets go of the page again. */
export function guardPresses(page: Document): () => void {
  let last: Press | null = null;
  /** When it came, or got another meaning. */
  const cameAt = new WeakMap<Node, number>();
  const observer = new MutationObserver((changes) => {
    const now = performance.now();
    for (const { target, addedNodes } of changes) {
      const around = (target instanceof Element ? target : target.parentElement)?.closest(pressable);
      if (around) cameAt.set(around, now);
      for (const node of addedNodes) cameAt.set(node, now);
    }
  });
  observer.observe(page, { childList: true, characterData: true, subtree: true });

  function newestOf(element: Element): number {
    let newest = 0;
    for (let node: Node | null = element; node; node = node.parentNode)
      newest = Math.max(newest, cameAt.get(node) ?? 0);
    return newest;
  }

  function isSlip({ at, x, y, on }: Press): boolean {
    if (on === null || last === null || at - last.at > forgottenMs) return false;
    if (Math.hypot(x - last.x, y - last.y) > apartPx) return false;
    const came = newestOf(on);
    if (on === last.on && came < last.at) return false;
    return at - Math.max(last.at, came) < settleMs;
  }

  function onClick(event: MouseEvent): void {
    if (event.detail === 0) return;
    const on = event.target instanceof Element ? event.target.closest(pressable) : null;
    const press: Press = { at: event.timeStamp, x: event.clientX, y: event.clientY, on };
    if (isSlip(press)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    } else last = press;
  }

  page.addEventListener('click', onClick, true);
  return () => {
    observer.disconnect();
    page.removeEventListener('click', onClick, true);
  };
}

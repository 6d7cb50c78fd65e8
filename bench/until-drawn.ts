// The time between what a person does and the frame that shows its effect, taken by the page's own clock.
import type { Page } from 'playwright-core';

/**
 * Infinity after ten seconds.
 * @param event what `act` makes the page see; its time stamp is the beginning.
 * @param isThere an expression of the page that becomes true once the effect is in the document.
 */
export async function untilDrawn(
  page: Page,
  event: string,
  isThere: string,
  act: () => Promise<void>,
): Promise<number> {
  await page.evaluate(`globalThis.drawn = new Promise((resolve) => {
    setTimeout(() => resolve(Infinity), 10_000);
    addEventListener(${JSON.stringify(event)}, ({ timeStamp }) => {
      const changes = new MutationObserver(() => {
        if (!(${isThere})) return;
        changes.disconnect();
        requestAnimationFrame(() => {
          const after = new MessageChannel();
          after.port1.onmessage = () => resolve(performance.now() - timeStamp);
          after.port2.postMessage(null);
        });
      });
      changes.observe(document.body, { childList: true, subtree: true, characterData: true });
    }, { capture: true, once: true });
  }); undefined`);
  await act();
  return page.evaluate('globalThis.drawn');
}

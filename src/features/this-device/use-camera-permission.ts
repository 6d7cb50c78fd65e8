// What the browser says of the camera. Not every browser answers.
import { useEffect, useState } from 'preact/hooks';

export type PermissionAnswer = PermissionState | 'unknown';

export function useCameraPermission(): PermissionAnswer {
  const [answer, setAnswer] = useState<PermissionAnswer>('unknown');
  useEffect(() => {
    let isShown = true;
    // Optional although the types say otherwise: Safari has had it since 16 only, and not every WebView.
    navigator.permissions?.query({ name: 'camera' }).then(
      ({ state }) => {
        if (isShown) setAnswer(state);
      },
      () => undefined, // a browser that does not know the name
    );
    return () => {
      isShown = false;
    };
  }, []);
  return answer;
}

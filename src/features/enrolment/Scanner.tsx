// The camera, until it sees a QR code that is one of ours. Nothing of the picture is kept.
import { useEffect, useRef, useState } from 'preact/hooks';
import { enrolment } from '../../i18n/vi/enrolment.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { secretErrorSentence } from './failure-sentence.ts';
import { openDetector } from './qr-detector.ts';
import type { SecretError } from './secret.ts';

type State = 'off' | 'on' | 'refused' | 'none';

/** `onText` gives back what is wrong with the text, or null when it was taken. */
export function Scanner({ onText }: { onText: (text: string) => SecretError | null }) {
  const [state, setState] = useState<State>('off');
  const [error, setError] = useState<SecretError | null>(null);
  const video = useRef<HTMLVideoElement>(null);
  const take = useRef(onText);
  take.current = onText;

  useEffect(() => {
    if (state !== 'on' || !video.current) return;
    const stop = watch(
      video.current,
      (text) => {
        const wrong = take.current(text);
        setError(wrong);
        return wrong === null;
      },
      setState,
    );
    return stop;
  }, [state]);

  if (state === 'on')
    return (
      <div class="stack-small">
        <p>{enrolment.scanHint}</p>
        <video ref={video} class="scanner-picture" muted playsInline />
        <p role="status">{error ? secretErrorSentence(error) : enrolment.scanning}</p>
        <Button wide onClick={() => setState('off')}>
          {enrolment.stopScan}
        </Button>
      </div>
    );
  return (
    <div class="stack-small">
      {state === 'refused' ? (
        <Notice tone="amber" icon="camera" live="alert">
          {enrolment.cameraRefused}
        </Notice>
      ) : null}
      {state === 'none' ? (
        <Notice tone="amber" icon="camera" live="alert">
          {enrolment.noCamera}
        </Notice>
      ) : null}
      <Button variant="primary" wide icon="scan" onClick={() => setState('on')}>
        {enrolment.scan}
      </Button>
    </div>
  );
}

/** Looks five times a second until `isTaken` says so. Gives back what stops it and lets go of the camera. */
function watch(video: HTMLVideoElement, isTaken: (text: string) => boolean, fail: (state: State) => void): () => void {
  let stream: MediaStream | undefined;
  let stopped = false;
  const stop = () => {
    stopped = true;
    for (const track of stream?.getTracks() ?? []) track.stop();
  };
  const run = async () => {
    const [detector, camera] = await Promise.all([
      openDetector(),
      navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' }, audio: false }),
    ]);
    stream = camera;
    if (stopped) return stop();
    video.srcObject = stream;
    await video.play();
    while (!stopped) {
      const text = await detector(video);
      if (text !== null && !stopped && isTaken(text)) return stop();
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  };
  run().catch((error: unknown) => {
    stop();
    fail(error instanceof DOMException && error.name === 'NotAllowedError' ? 'refused' : 'none');
  });
  return stop;
}

// The long form is a part of its own: the short one opens without waiting for it.
import { useEffect, useState } from 'preact/hooks';
import { capture } from '../../i18n/vi/capture.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import type { FieldsProps } from './QuickFields.tsx';

type Part =
  | { readonly type: 'coming' }
  | { readonly type: 'here'; readonly module: typeof import('./FullFields.tsx') }
  | { readonly type: 'failed' };

export function LazyFullFields(props: FieldsProps) {
  const [part, setPart] = useState<Part>({ type: 'coming' });
  const [turn, setTurn] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` asks anew
  useEffect(() => {
    import('./FullFields.tsx').then(
      (module) => setPart({ type: 'here', module }),
      () => setPart({ type: 'failed' }),
    );
  }, [turn]);
  switch (part.type) {
    case 'coming':
      return <Skeleton label={capture.loading} lines={6} />;
    case 'here':
      return <part.module.FullFields {...props} />;
    case 'failed':
      return (
        <Notice
          tone="amber"
          icon="info"
          live="status"
          actions={<Button onClick={() => setTurn(turn + 1)}>{capture.retry}</Button>}
        >
          {capture.loadFailed}
        </Notice>
      );
  }
}

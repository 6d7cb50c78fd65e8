// "Có bản mới": asks, never interrupts a form, and reloads once.
import { useState } from 'preact/hooks';
import { app } from '../i18n/vi/app.ts';
import { Button } from '../ui/Button.tsx';
import { useApp } from './use-app.ts';

export function UpdateBar() {
  const update = useApp((state) => state.update);
  const isFormOpen = useApp((state) => state.openForms > 0);
  const [isApplying, setIsApplying] = useState(false);
  if (update === null || isFormOpen) return null;
  return (
    <div class="update-bar" role="status">
      <span>{isApplying ? app.update.working : app.update.ready}</span>
      <Button
        icon="refresh"
        busy={isApplying}
        onClick={() => {
          setIsApplying(true);
          update.apply();
        }}
      >
        {app.update.now}
      </Button>
    </div>
  );
}

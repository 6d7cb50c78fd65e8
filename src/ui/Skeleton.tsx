// Grey lines where text will come. They appear after 300 ms only: what is faster needs no sign of waiting.
import './skeleton.css';

export function Skeleton({ label, lines = 3 }: { label: string; lines?: number }) {
  return (
    <div class="skeleton" role="status">
      <span class="visually-hidden">{label}</span>
      {Array.from({ length: lines }, () => (
        // biome-ignore lint/correctness/useJsxKeyInIterable: the lines are all alike
        <span class="skeleton-line" />
      ))}
    </div>
  );
}

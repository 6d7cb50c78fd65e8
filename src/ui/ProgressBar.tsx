// Long work, with real counts.
import './progress-bar.css';

export interface ProgressBarProps {
  label: string;
  value: number;
  max: number;
  /** E.g. "3/12 ảnh". */
  text?: string;
}

export function ProgressBar({ label, value, max, text }: ProgressBarProps) {
  return (
    <div class="progress">
      <div class="progress-words">
        <span>{label}</span>
        {text ? <span class="muted">{text}</span> : null}
      </div>
      <progress value={value} max={max} aria-label={text ? `${label}: ${text}` : label} />
    </div>
  );
}

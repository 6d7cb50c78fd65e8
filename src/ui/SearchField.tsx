// A search box that finds while one types.
import { IconButton } from './Button.tsx';
import { Icon } from './Icon.tsx';
import './search-field.css';

export interface SearchFieldProps {
  label: string;
  value: string;
  onInput: (value: string) => void;
  clearLabel: string;
  placeholder?: string;
}

export function SearchField({ label, value, onInput, clearLabel, placeholder }: SearchFieldProps) {
  return (
    <div class="search-field">
      <Icon name="search" />
      <input
        class="control"
        type="search"
        aria-label={label}
        placeholder={placeholder ?? label}
        value={value}
        autoComplete="off"
        autoCapitalize="off"
        spellcheck={false}
        enterkeyhint="search"
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      {value === '' ? null : <IconButton icon="close" label={clearLabel} onClick={() => onInput('')} />}
    </div>
  );
}

import { fireEvent, render, screen } from '@testing-library/preact';
import { useState } from 'preact/hooks';
import { describe, expect, test, vi } from 'vitest';
import { Button } from '../../../src/ui/Button.tsx';
import { Choice } from '../../../src/ui/Choice.tsx';
import { DateField } from '../../../src/ui/DateField.tsx';
import { Select } from '../../../src/ui/Select.tsx';
import { TextField } from '../../../src/ui/TextField.tsx';

describe('a field', () => {
  test('that is wrong says why, to eyes and to screen readers', () => {
    render(
      <TextField label="Họ và tên" value="" onInput={() => {}} hint="Như trong giấy tờ" error="Hãy ghi họ và tên." />,
    );
    const field = screen.getByLabelText('Họ và tên');
    expect(field.getAttribute('aria-invalid')).toBe('true');
    const described = (field.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id));
    expect(described.map((part) => part?.textContent)).toEqual(['Như trong giấy tờ', 'Hãy ghi họ và tên.']);
  });

  test('that is right describes nothing that is not there', () => {
    render(<TextField label="Họ và tên" value="Đặng Thị Ửng" onInput={() => {}} />);
    const field = screen.getByLabelText('Họ và tên');
    expect(field.hasAttribute('aria-describedby')).toBe(false);
    expect(field.hasAttribute('aria-invalid')).toBe(false);
  });

  test('hands on what an input method composed, letter by letter', () => {
    const typed: string[] = [];
    render(<TextField label="Việc gì" value="" onInput={(value) => typed.push(value)} />);
    for (const value of ['d', 'dd', 'đ']) fireEvent.input(screen.getByLabelText('Việc gì'), { target: { value } });
    expect(typed).toEqual(['d', 'dd', 'đ']);
  });
});

describe('a date', () => {
  test('stays as it was typed, and the calendar opens on its day', () => {
    const { container } = render(<DateField label="Ngày" value="5/11/2026" onInput={() => {}} pickLabel="Chọn ngày" />);
    expect(screen.getByLabelText<HTMLInputElement>('Ngày').value).toBe('5/11/2026');
    expect(container.querySelector<HTMLInputElement>('input[type=date]')?.value).toBe('2026-11-05');
  });

  test('picked on the calendar is written as people write it', () => {
    const onInput = vi.fn();
    const { container } = render(<DateField label="Ngày" value="" onInput={onInput} pickLabel="Chọn ngày" />);
    const picker = container.querySelector('input[type=date]');
    if (picker) fireEvent.change(picker, { target: { value: '2026-11-05' } });
    expect(onInput).toHaveBeenCalledWith('05/11/2026');
  });
});

describe('a choice', () => {
  function Deed() {
    const [kind, setKind] = useState<'individual' | 'household' | null>(null);
    return (
      <Choice
        legend="Ai?"
        value={kind}
        onChange={setKind}
        options={[
          { value: 'individual', label: 'Cá nhân' },
          { value: 'household', label: 'Hộ gia đình' },
        ]}
      />
    );
  }

  test('is a named group of radio buttons, and begins with none chosen', () => {
    render(<Deed />);
    expect(screen.getByRole('group', { name: 'Ai?' })).toBeTruthy();
    expect(screen.getAllByRole<HTMLInputElement>('radio').map(({ checked }) => checked)).toEqual([false, false]);
    fireEvent.click(screen.getByLabelText('Hộ gia đình'));
    expect(screen.getAllByRole<HTMLInputElement>('radio').map(({ checked }) => checked)).toEqual([false, true]);
  });
});

test('a list of units may be left without a choice', () => {
  const onChange = vi.fn();
  render(
    <Select
      label="Đơn vị"
      value=""
      placeholder="Chọn đơn vị"
      onChange={onChange}
      options={[{ value: 'a', label: 'Thôn Đông' }]}
    />,
  );
  fireEvent.change(screen.getByLabelText('Đơn vị'), { target: { value: 'a' } });
  expect(onChange).toHaveBeenCalledWith('a');
});

test('a button at work takes no second press', () => {
  const onClick = vi.fn();
  render(
    <Button busy onClick={onClick}>
      Lưu
    </Button>,
  );
  fireEvent.click(screen.getByRole('button', { name: 'Lưu' }));
  expect(onClick).not.toHaveBeenCalled();
});

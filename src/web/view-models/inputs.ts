export interface InputView {
  readonly kind: 'input'
  readonly name: string
  readonly label: string
  readonly type: 'text' | 'date'
  readonly value: string
  /** Of the longest thing that fits in: it steers the width. */
  readonly width: 'short' | 'long'
}

export interface SelectView {
  readonly kind: 'select'
  readonly name: string
  readonly label: string
  readonly options: readonly { readonly value: string; readonly text: string; readonly isSelected: boolean }[]
}

/** Parts of forms. @param chosen the value that is selected; empty: the first of the options, which asks for nothing */
export function select(
  name: string,
  label: string,
  chosen: string,
  options: readonly (readonly [string, string])[],
): SelectView {
  return {
    kind: 'select',
    name,
    label,
    options: options.map(([value, text]) => ({ value, text, isSelected: value === chosen })),
  }
}

export function dateInput(name: string, label: string, value: string | undefined): InputView {
  return { kind: 'input', name, label, type: 'date', value: value ?? '', width: 'short' }
}

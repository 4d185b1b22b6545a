import type { ButtonHTMLAttributes } from 'react';

const LOOKS = {
  primary: 'bg-lead text-lead-ink hover:opacity-90',
  quiet: 'border border-line-strong text-ink hover:bg-wash',
  plain: 'text-ink-soft hover:bg-wash hover:text-ink',
} as const;

const SIZES = { normal: 'h-10 px-4 text-sm', small: 'h-8 px-3 text-[0.8125rem]' } as const;

export interface ButtonLook {
  readonly look?: keyof typeof LOOKS;
  readonly size?: keyof typeof SIZES;
}

/** The same look for links that act as buttons. */
export function buttonClass({ look = 'primary', size = 'normal' }: ButtonLook = {}): string {
  return `inline-flex items-center justify-center gap-2 rounded-md font-medium whitespace-nowrap transition disabled:opacity-50 ${LOOKS[look]} ${SIZES[size]}`;
}

export function Button({ look, size, className = '', ...rest }: ButtonHTMLAttributes<HTMLButtonElement> & ButtonLook) {
  return <button type="button" className={`${buttonClass({ look, size })} ${className}`} {...rest} />;
}

'use client';

import Link from 'next/link';
import type { ComponentProps } from 'react';
import { pathIn } from './paths.ts';
import { useLanguage } from './use-language.ts';

type Props = Omit<ComponentProps<typeof Link>, 'href'> & { readonly href: string };

/** A link to a page of the site, in the language of this one. */
export function SiteLink({ href, ...rest }: Props) {
  return <Link href={pathIn(useLanguage(), href)} {...rest} />;
}

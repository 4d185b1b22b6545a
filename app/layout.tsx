import { GeistMono } from 'geist/font/mono';
import { GeistSans } from 'geist/font/sans';
import type { Metadata, Viewport } from 'next';
import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { DEFAULT_LANGUAGE, isLanguage, LANGUAGE_TAGS } from '@/components/language/paths.ts';
import { THEME_SCRIPT } from '@/components/ui/theme.ts';
import './globals.css';

/** Links in a page's metadata are whole addresses: of the host that was asked. */
export async function generateMetadata(): Promise<Metadata> {
  const given = await headers();
  const protocol = given.get('x-forwarded-proto') ?? 'http';
  return {
    title: 'Slipway',
    applicationName: 'Slipway',
    metadataBase: new URL(`${protocol}://${given.get('host') ?? 'localhost'}`),
  };
}

export const viewport: Viewport = {
  // Above a keyboard on the screen there is less page, not half of a page.
  interactiveWidget: 'resizes-content',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f3f2ec' },
    { media: '(prefers-color-scheme: dark)', color: '#0e1519' },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const given = await headers();
  const language = given.get('x-language') ?? undefined;
  const nonce = given.get('x-nonce') ?? undefined;
  return (
    // The script below may set data-theme before React sees the element.
    <html
      lang={LANGUAGE_TAGS[isLanguage(language) ? language : DEFAULT_LANGUAGE]}
      className={`${GeistSans.variable} ${GeistMono.variable}`}
      suppressHydrationWarning
    >
      <head>
        <script nonce={nonce} dangerouslySetInnerHTML={{ __html: THEME_SCRIPT }} suppressHydrationWarning />
      </head>
      <body className="antialiased">{children}</body>
    </html>
  );
}

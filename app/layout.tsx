import { GeistMono } from 'geist/font/mono';
import { GeistSans } from 'geist/font/sans';
import type { Metadata, Viewport } from 'next';
import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { THEME_SCRIPT } from '@/components/ui/theme.ts';
import './globals.css';

export const metadata: Metadata = {
  title: { default: 'Slipway: Docker in a browser tab', template: '%s · Slipway' },
  description:
    'Learn Docker with real containers that run in your browser tab. Nothing to install, no account, no queue.',
  applicationName: 'Slipway',
};

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f3f2ec' },
    { media: '(prefers-color-scheme: dark)', color: '#0e1519' },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const given = await headers();
  const nonce = given.get('x-nonce') ?? undefined;
  return (
    // The script below may set data-theme before React sees the element.
    <html
      lang={given.get('x-language') ?? 'en'}
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

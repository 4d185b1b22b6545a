'use client';

import { createContext, useContext, type ReactNode } from 'react';

const Offer = createContext(false);

/** Whether the site's operator lets lessons load the laptop's service (SLIPWAY_WEBCONTAINER). */
export function LaptopOffer({ isOn, children }: { isOn: boolean; children: ReactNode }) {
  return <Offer value={isOn}>{children}</Offer>;
}

export const useLaptopOffer = () => useContext(Offer);

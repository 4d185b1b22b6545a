import { useEffect, useState } from 'react';
import { reasonOf, type Reason } from '@/components/language/reason.ts';

export type Reading<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'read'; readonly value: T }
  | { readonly kind: 'failed'; readonly reason: Reason };

/**
 * What `readIt` brings; read again when `key` changes, with the earlier value shown until then while its `subject` is the
 * same.
 */
export function useRead<T>(subject: string, key: string, readIt: () => Promise<T>): Reading<T> {
  const [reading, setReading] = useState<{ subject: string; result: Reading<T> }>();
  useEffect(() => {
    let isOver = false;
    const keep = (result: Reading<T>) => {
      if (!isOver) setReading({ subject, result });
    };
    readIt().then(
      (value) => keep({ kind: 'read', value }),
      (error: unknown) => keep({ kind: 'failed', reason: reasonOf(error) }),
    );
    return () => {
      isOver = true;
    };
    // `readIt` is what subject and key say.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [subject, key]);
  return reading?.subject === subject ? reading.result : { kind: 'loading' };
}

'use client';

import { WithCode } from '@/components/language/WithCode.tsx';
import { useWords } from '@/components/language/use-language.ts';
import { ConfirmDialog } from '@/components/ui/ConfirmDialog.tsx';
import { getSandbox } from './sandbox.ts';

/** The question before everything is deleted. */
export function ResetDialog({ onClose }: { onClose(): void }) {
  const { machine: words } = useWords();
  return (
    <ConfirmDialog
      title={words.resetQuestion}
      confirmLabel={words.deleteAll}
      onCancel={onClose}
      onConfirm={() => {
        onClose();
        void getSandbox().reset();
      }}
    >
      <WithCode text={words.resetAbout} />
    </ConfirmDialog>
  );
}

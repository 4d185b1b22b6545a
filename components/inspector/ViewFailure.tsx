'use client';

import { Component, type ReactNode } from 'react';
import { reasonOf, type Reason } from '@/components/language/reason.ts';
import { useWords } from '@/components/language/use-language.ts';
import { Button } from '@/components/ui/Button.tsx';
import { useInspectorWords } from './use-inspector-words.ts';
import { ViewMessage } from './ViewMessage.tsx';

/** A view whose code could not be loaded, or that failed, says so, and leaves the rest of the page alone. */
export class ViewFailure extends Component<{ children: ReactNode }, { reason: Reason | undefined }> {
  override state: { reason: Reason | undefined } = { reason: undefined };

  static getDerivedStateFromError(error: unknown): { reason: Reason } {
    return { reason: reasonOf(error) };
  }

  override render(): ReactNode {
    const { reason } = this.state;
    return reason === undefined ? this.props.children : <Failure reason={reason} />;
  }
}

function Failure({ reason }: { reason: Reason }) {
  const { reason: say } = useWords();
  const { inspector: words } = useInspectorWords();
  return (
    <ViewMessage title={words.failed}>
      <p role="alert">{say(reason)}</p>
      {/* Code that could not be loaded is not asked for again by React. */}
      <Button look="quiet" size="small" className="mt-3" onClick={() => location.reload()}>
        {words.reload}
      </Button>
    </ViewMessage>
  );
}

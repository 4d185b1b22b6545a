'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';

/**
 * While lessons are written: shows what was saved without loading the page again, so machine, terminals and editor stay
 * as they are. A course that is not whole is told about, and the text stays as it was. For authors: English only.
 */
export function CourseReload() {
  const router = useRouter();
  const [problems, setProblems] = useState('');
  useEffect(() => {
    const changes = new EventSource('/course-changes.stream');
    changes.onmessage = ({ data }: MessageEvent<string>) => {
      const found = JSON.parse(data) as string;
      setProblems(found);
      if (found === '') router.refresh();
    };
    return () => changes.close();
  }, [router]);
  if (problems === '') return null;
  return (
    <div
      role="alert"
      lang="en"
      className="max-h-[40dvh] shrink-0 overflow-y-auto border-t-2 border-lead bg-paper px-4 py-3 font-mono text-xs leading-relaxed whitespace-pre-wrap"
    >
      {problems}
    </div>
  );
}

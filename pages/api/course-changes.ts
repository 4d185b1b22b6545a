import { watch } from 'node:fs';
import type { NextApiRequest, NextApiResponse } from 'next';
import { COURSE_FOLDER, loadCourse } from '@/lessons/load-course.ts';

/** An editor writes a file in several steps. */
const SETTLED_MS = 120;
/** Comments that keep the connection open through proxies. */
const COMMENT_EVERY_MS = 20_000;

/**
 * While lessons are written (`npm run dev`): server-sent events, one after each change of lessons/course/. Its data is the
 * text of what is wrong with the course, '' when nothing is. The site that is served to learners has no such place.
 */
export default function courseChanges(request: NextApiRequest, response: NextApiResponse): void {
  if (process.env.NODE_ENV !== 'development') {
    response.status(404).end();
    return;
  }
  // Uncompressed: Next's compression would hold events back.
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache, no-transform' });
  response.write(': \n\n');
  let settling: ReturnType<typeof setTimeout> | undefined;
  const watcher = watch(COURSE_FOLDER, { recursive: true }, () => {
    clearTimeout(settling);
    settling = setTimeout(() => void tell(), SETTLED_MS);
  });
  const comments = setInterval(() => response.write(': \n\n'), COMMENT_EVERY_MS);
  const tell = async () => {
    const problems = await loadCourse().then(
      () => '',
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    response.write(`data: ${JSON.stringify(problems)}\n\n`);
  };
  request.on('close', () => {
    watcher.close();
    clearTimeout(settling);
    clearInterval(comments);
  });
}

import type { LessonPart } from '@/lessons/format/schema.ts';
import { LaptopPanel } from './laptop/LaptopPanel.tsx';
import { LessonPicture } from './LessonPicture.tsx';
import { LessonText } from './LessonText.tsx';
import { Prediction } from './Prediction.tsx';
import { Quiz } from './Quiz.tsx';

export function StepPart({ part }: { part: LessonPart }) {
  switch (part.kind) {
    case 'text':
      return <LessonText source={part.markdown} />;
    case 'picture':
      return <LessonPicture picture={part.picture} />;
    case 'laptop':
      return <LaptopPanel laptop={part.laptop} />;
    case 'quiz':
      return <Quiz quiz={part.quiz} />;
    case 'predict':
      return <Prediction prediction={part.prediction} />;
  }
}

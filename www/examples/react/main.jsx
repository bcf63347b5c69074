// An article that React renders and re-renders, inside <hashiya-article>. The element leaves its children to React.
import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { offerToTests, raise, reorder, swap } from '../updates.js';
import { article } from './article.js';

function Story({ article }) {
  const [story, setStory] = useState(article);
  const [opened, setOpened] = useState(null);
  useEffect(() => offerToTests((change) => flushSync(() => setStory(change))), []);

  return (
    <>
      <menu>
        <button type="button" id="render" onClick={() => setStory(raise)}>زد العدد</button>
        <button type="button" id="swap" onClick={() => setStory(swap)}>بدّل فقرة</button>
        <button type="button" id="reorder" onClick={() => setStory(reorder)}>انقل الأخيرة إلى الأعلى</button>
      </menu>
      <p><output dir="ltr">{JSON.stringify(opened)}</output></p>

      {/* "on" before an event's own name, hyphen and all: so React listens to a custom element. */}
      <hashiya-article lang="ar" ui="ar" date={story.date} onhashiya-open={({ detail }) => setOpened(detail.annotation)}>
        <h1>{story.title}</h1>
        <p>{story.byline}</p>
        {story.paragraphs.map(({ id, text, count, rest }) => <p key={id}>{text}{count}{rest}</p>)}
        <p>{story.source}</p>
      </hashiya-article>
    </>
  );
}

createRoot(document.querySelector('main')).render(<Story article={article} />);

// An article that Vue renders and re-renders, inside <hashiya-article>. The element leaves its children to Vue. Render functions
// need no template compiler, so no eval; in a template, tell the compiler of your build of the element with isCustomElement.
import { createApp, h, nextTick, shallowRef } from 'vue';
import { offerToTests, raise, reorder, swap } from '../updates.js';
import { article } from './article.js';

const Story = {
  props: ['article'],
  setup(props) {
    const story = shallowRef(props.article);
    const opened = shallowRef(null);
    const update = (change) => {
      story.value = change(story.value);
      return nextTick();
    };
    const button = (id, change, label) => h('button', { type: 'button', id, onClick: () => update(change) }, label);
    offerToTests(update);

    return () => [
      h('menu', [
        button('render', raise, 'زد العدد'),
        button('swap', swap, 'بدّل فقرة'),
        button('reorder', reorder, 'انقل الأخيرة إلى الأعلى'),
      ]),
      h('p', h('output', { dir: 'ltr' }, JSON.stringify(opened.value))),
      // onHashiyaOpen listens to hashiya-open.
      h('hashiya-article', {
        lang: 'ar',
        ui: 'ar',
        date: story.value.date,
        onHashiyaOpen: ({ detail }) => (opened.value = detail.annotation),
      }, [
        h('h1', story.value.title),
        h('p', story.value.byline),
        ...story.value.paragraphs.map(({ id, text, count, rest }) => h('p', { key: id }, [text, count, rest])),
        h('p', story.value.source),
      ]),
    ];
  },
};

createApp(Story, { article }).mount('main');

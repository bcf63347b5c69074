// What a post that readers see has besides hashiya.js: the content that the element stands at the end of has its colours.
import { scheme } from '../scheme.js';

const end = document.querySelector('hashiya-article.hashiya-end');
if (end) scheme(() => [end.parentElement]);

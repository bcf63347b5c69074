// <hashiya-article>, defined: all that a page needs is
//
//   <script type="module" src="hashiya.js"></script>
//   <hashiya-article> <h1>…</h1> <p>…</p> </hashiya-article>
import { define } from './element.js';

export * from './element.js';

define();

/**
 * `<hashiya-article>` in the JSX of React 19. Types alone: `import type {} from 'hashiya/react'`, once in a project.
 */
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { ArticleSource, HashiyaArticle, HashiyaDocumentInput, HashiyaEventMap, WebAnnotations } from './hashiya.js';

type Attributes = DetailedHTMLProps<HTMLAttributes<HashiyaArticle>, HashiyaArticle>;

/** `onhashiya-open={({ detail }) => …}`: so React listens to a custom element. */
type Handlers = { [Name in keyof HashiyaEventMap as `on${Name}`]?: ((event: HashiyaEventMap[Name]) => void) | undefined };

export interface HashiyaArticleProps extends Attributes, Handlers {
  /** A CSS selector of the article. */
  for?: string | undefined;
  article?: ArticleSource | null | undefined;
  annotations?: HashiyaDocumentInput | WebAnnotations | string | null | undefined;
  src?: string | undefined;
  text?: string | undefined;
  ui?: string | undefined;
  date?: string | undefined;
  painter?: 'boxes' | 'auto' | undefined;
  glossary?: string | undefined;
  wikipedia?: string | boolean | undefined;
  detect?: 'on' | 'off' | undefined;
  loading?: 'lazy' | 'eager' | undefined;
}

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'hashiya-article': HashiyaArticleProps;
    }
  }
}

// What the field says, in the language of the CMS's page.
const WORDS = {
  ar: { none: 'لا تصحيحات بعد. افتح علامة في المعاينة وصحّحها هناك.', some: (number) => `التصحيحات المحفوظة مع المادة: ${number}`, undo: 'تراجع', broken: 'في هذا الحقل ما ليس قائمة تصحيحات. يبقى كما هو، ولا يُكتب فيه شيء قبل أن تقرّر.', raw: 'ما في الحقل', anew: 'ابدأ قائمة جديدة', back: 'أعد ما كان في الحقل' },
  en: { none: 'No corrections yet. Open a mark in the preview and correct it there.', some: (number) => `Corrections saved with this entry: ${number}`, undo: 'Undo', broken: 'This field holds something that is no list of corrections. It stays as it is, and nothing is written to it until you decide.', raw: 'What it holds', anew: 'Start a new list', back: 'Put back what was there' },
};

export const text = () => WORDS[(document.documentElement.lang || navigator.language).startsWith('ar') ? 'ar' : 'en'];

export const count = (number) => (number === 0 ? text().none : text().some(number));

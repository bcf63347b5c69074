// What the field says, in the language of the CMS's page.
const WORDS = {
  ar: { none: 'لا تصحيحات بعد. افتح علامة في المعاينة وصحّحها هناك.', some: (number) => `التصحيحات المحفوظة مع المادة: ${number}`, undo: 'تراجع' },
  en: { none: 'No corrections yet. Open a mark in the preview and correct it there.', some: (number) => `Corrections saved with this entry: ${number}`, undo: 'Undo' },
};

export const text = () => WORDS[(document.documentElement.lang || navigator.language).startsWith('ar') ? 'ar' : 'en'];

export const count = (number) => (number === 0 ? text().none : text().some(number));

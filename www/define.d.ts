/** To import this defines `<hashiya-article>`; in Node.js, where there are no elements, it does nothing more than `hashiya`. */
export * from './hashiya.js';

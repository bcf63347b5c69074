// What a page can hear from its articles: the events bubble, so one listener at the document hears them all.
const output = document.querySelector('output');

for (const type of ['hashiya-ready', 'hashiya-open', 'hashiya-error']) {
  document.addEventListener(type, ({ detail }) => (output.value = `${type} ${JSON.stringify(detail)}`));
}

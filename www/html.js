// HTML that comes as a string: fetched by the first article that does.

let policy;

/** HTML as elements of a document in which nothing runs and nothing is fetched. */
export function parse(html) {
  try {
    policy ??= globalThis.trustedTypes?.createPolicy('hashiya', { createHTML: (html) => html }) ?? { createHTML: (html) => html };
    return story(new DOMParser().parseFromString(policy.createHTML(html), 'text/html'));
  } catch (error) {
    const message = `the page's policy lets no HTML be read; allow "trusted-types hashiya": ${error.message}`;
    throw Object.assign(new Error(message), { code: 'blocked-html' });
  }
}

function story(page) {
  // What has a name hides what a document is asked for by it: <img name="body">, <object id="querySelector">; in forms, what has an id.
  for (const element of Document.prototype.querySelectorAll.call(page, '[name],object,form :is(button,fieldset,img,input,output,select,textarea)[id]')) {
    for (const name of ['id', 'name']) Element.prototype.removeAttribute.call(element, name);
  }
  return page.querySelector('article,main,[role=main]:not(form)') ?? page.querySelector('body>form:has(h1,table,p~p)') ?? page.body;
}

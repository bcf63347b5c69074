// A post's preview for those who write it: the marks, and the desk beside them. What is corrected here goes to the editor that has
// opened the preview.
const { preview: address, article, date, glossary, profile, corrections } = JSON.parse( document.getElementById( 'hashiya-desk' ).textContent );
const { preview } = await import( address );
const { element } = preview( { article, profile, corrections } );
if ( date ) element.setAttribute( 'date', date );
if ( glossary ) element.setAttribute( 'glossary', glossary );

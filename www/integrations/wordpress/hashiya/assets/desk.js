// A post's preview for those who write it: the marks, and the desk beside them. What is corrected here goes to the editor that has
// opened the preview.
const { preview: address, article, date, glossary, profile, corrections } = JSON.parse( document.getElementById( 'hashiya-desk' ).textContent );
const { preview } = await import( address );
// In the content as the article's last element, so that the theme lays it out like the rest.
// Without an editor nothing that is corrected could be saved.
const { element } = preview( { article, into: article, profile, corrections, desk: Boolean( window.opener ) } );
if ( date ) element.setAttribute( 'date', date );
if ( glossary ) element.setAttribute( 'glossary', glossary );

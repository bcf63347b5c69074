// The colours of marks go by color-scheme, and many dark themes do not say that they are dark: their light text would stand on a light
// ground. Where a theme says nothing it is seen by the colour of its text, also when a reader switches.
const content = document.querySelector( '.hashiya-end' )?.parentElement;
/** Of 255: between the text of light themes and that of dark ones. */
const MIDDLE = 140;

function see() {
	content.style.colorScheme = '';
	const { color, colorScheme } = getComputedStyle( content );
	const [ red, green, blue ] = /^rgba?\(([\d.]+), ([\d.]+), ([\d.]+)/.exec( color )?.slice( 1 ).map( Number ) ?? [ 0, 0, 0 ];
	// How bright it is to the eye (ITU-R BT.709).
	const isBright = 0.2126 * red + 0.7152 * green + 0.0722 * blue > MIDDLE;
	if ( colorScheme === 'normal' && isBright ) content.style.colorScheme = 'dark';
}

if ( content ) {
	see();
	matchMedia( '(prefers-color-scheme: dark)' ).addEventListener( 'change', see );
	const observer = new MutationObserver( see );
	for ( const root of [ document.documentElement, document.body ] ) observer.observe( root, { attributes: true } );
	document.addEventListener( 'transitionend', ( { propertyName } ) => propertyName === 'color' && see() );
}

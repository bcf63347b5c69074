// The sidebar of the block editor: a frame with the annotated preview, to which the post goes as it is written, and the post's field
// of corrections, which this script alone writes; "Update" saves it with the post.
//
// The canvas is never touched: all that is known of the post comes from the editor's store. A classic script without a build step,
// for WordPress 6.1 and later.
( ( wp, known ) => {
	const { createElement: el, useEffect, useRef, useState } = wp.element;
	const { dispatch, select, subscribe, useSelect } = wp.data;
	// Since WordPress 6.6 the sidebar is one of all editors.
	const { PluginSidebar, PluginSidebarMoreMenuItem } = wp.editor?.PluginSidebar ? wp.editor : wp.editPost;
	const { strings } = known;
	const NAME = 'hashiya';
	const STORE = 'core/editor';
	/** What blocks are delimited by in a saved post. */
	const DELIMITERS = /<!--\s+\/?wp:[\s\S]*?-->\n?/g;
	/** A block's object stays the same until the block changes, so what a keystroke costs is its own block. */
	const saved = new WeakMap();

	function htmlOf( block ) {
		if ( ! saved.has( block ) ) saved.set( block, wp.blocks.serialize( [ block ] ).replace( DELIMITERS, '' ) );
		return saved.get( block );
	}

	/** What is being written in the code editor: the blocks follow when it is left. Undefined where the blocks are what counts. */
	function code() {
		const { getCurrentPostId, getCurrentPostType, getEditorMode = select( 'core/edit-post' ).getEditorMode } = select( STORE );
		if ( getEditorMode() !== 'text' ) return undefined;
		const { content } = select( 'core' ).getEditedEntityRecord( 'postType', getCurrentPostType(), getCurrentPostId() );
		return typeof content === 'string' ? content : undefined;
	}

	/** What of the store the preview depends on. Asking for it costs nothing, so it is done at each of its changes. */
	function post() {
		const { getEditedPostAttribute, getEditorBlocks } = select( STORE );
		return { title: getEditedPostAttribute( 'title' ) ?? '', date: getEditedPostAttribute( 'date' ) ?? '', blocks: getEditorBlocks(), code: code() };
	}

	const articleOf = ( { title, date, blocks, code } ) => ( {
		html: `<h1>${ title }</h1>${ code?.replace( DELIMITERS, '' ) ?? blocks.map( htmlOf ).join( '' ) }`,
		...( date && { date: date.slice( 0, 10 ) } ),
	} );

	const isSame = ( a, b ) => Object.keys( a ).every( ( name ) => a[ name ] === b[ name ] );

	const field = ( attribute ) => attribute( 'meta' )?.[ known.key ] || '[]';
	const edited = () => field( select( STORE ).getEditedPostAttribute );

	/** Whether the field holds a list of corrections: anything else may be somebody's work that cannot be read. */
	function isReadable( text ) {
		try {
			const list = JSON.parse( text );
			return Array.isArray( list ) && list.every( ( one ) => one !== null && typeof one === 'object' && ! Array.isArray( one ) );
		} catch {
			return false;
		}
	}

	const complain = ( message ) => dispatch( 'core/notices' ).createErrorNotice( message, { id: NAME } );

	/** The one way to the field. Returns whether it holds this list now. */
	function write( text ) {
		if ( new Blob( [ text ] ).size > known.mostBytes ) return complain( strings.tooLong );
		if ( text !== edited() ) dispatch( STORE ).editPost( { meta: { [ known.key ]: text } } );
		return true;
	}

	/** Ties a window's corrections to the field; `changed` is to be called when the store has changed. */
	function tie( editor, frame, entry ) {
		/** The list as the window knows it. */
		let told;
		const corrections = () => JSON.parse( told = edited() );
		const tell = () => link.tell();
		const link = editor( {
			frame,
			origin: location.origin,
			entry,
			corrections,
			onCorrections: ( list ) => {
				told = JSON.stringify( list );
				if ( ! write( told ) ) tell();
			},
		} );
		/** Tells what the field holds, where somebody else has changed it: by undoing, for one. */
		const changed = () => {
			if ( told !== undefined && told !== edited() ) tell();
		};
		return { link, tell, changed };
	}

	/** Has the preview follow the editor's store until the returned function is called. */
	function follow( editor, frame ) {
		let shown = {};
		let due;
		const article = () => articleOf( ( shown = post() ) );
		const { link, changed } = tie( editor, frame, () => ( { article: article(), ...( known.profile && { profile: known.profile } ) } ) );
		const send = () => {
			due = undefined;
			link.send( { article: article() } );
		};
		// However often the store changes in between: once a frame.
		const unsubscribe = subscribe( () => {
			changed();
			if ( due === undefined && ! isSame( post(), shown ) ) due = requestAnimationFrame( send );
		} );
		return () => {
			unsubscribe();
			if ( due !== undefined ) cancelAnimationFrame( due );
			link.stop();
		};
	}

	/** Takes corrections from the post's own preview, too: WordPress opens it from here, in a tab of this name. */
	function listenToTabs() {
		const ties = new Map();
		const isOurs = ( source ) => source?.opener === window && source.name === `wp-preview-${ known.post }`;
		addEventListener( 'message', async ( { source, origin, data } ) => {
			if ( data?.type !== 'hashiya-preview' || origin !== location.origin || ! isOurs( source ) || ties.has( source ) ) return;
			for ( const [ tab, { link } ] of ties ) if ( tab.closed ) ties.delete( tab ) && link.stop();
			const { editor } = await import( known.editor );
			if ( ties.has( source ) ) return;
			ties.set( source, tie( editor, { contentWindow: source }, () => ( {} ) ) );
			ties.get( source ).tell();
		} );
		subscribe( () => ties.forEach( ( { changed } ) => changed() ) );
	}

	/** The frame comes when there is somebody to answer what it says first. */
	function Frame() {
		const frame = useRef( null );
		const [ editor, setEditor ] = useState();
		useEffect( () => {
			let isOver = false;
			import( known.editor )
				.then( ( module ) => module.editor, () => null )
				.then( ( found ) => isOver || setEditor( () => found ) );
			return () => { isOver = true; };
		}, [] );
		useEffect( () => editor ? follow( editor, () => frame.current ) : undefined, [ editor ] );
		if ( editor === null ) return el( 'p', { className: 'hashiya-failed', role: 'alert' }, strings.failed );
		return editor ? el( 'iframe', { ref: frame, src: known.preview, title: strings.frame } ) : null;
	}

	/** What the desk in the frame cannot know. */
	function Status() {
		const said = useSelect( ( from ) => {
			if ( ! isReadable( edited() ) ) return strings.broken;
			return edited() === field( from( STORE ).getCurrentPostAttribute ) ? '' : strings.unsaved;
		}, [] );
		return el(
			wp.element.Fragment,
			null,
			el( 'p', { className: 'hashiya-status', role: 'status', tabIndex: -1 }, said ),
			said === strings.broken && el( Decision ),
		);
	}

	/** What is to become of a field that cannot be read; WordPress's undo takes it back. */
	function Decision() {
		const start = ( { target } ) => {
			write( '[]' );
			target.closest( '.hashiya-sidebar' ).querySelector( '.hashiya-status' ).focus();
		};
		return el(
			'div',
			{ className: 'hashiya-decision' },
			el( 'details', null, el( 'summary', null, strings.raw ), el( 'pre', { dir: 'auto' }, edited() ) ),
			el( wp.components.Button, { variant: 'secondary', onClick: start }, strings.anew ),
		);
	}

	// A page with notes in its margin. WordPress paints what is filled.
	const icon = el(
		'svg',
		{ viewBox: '0 0 24 24', width: 24, height: 24, 'aria-hidden': true, focusable: false },
		el( 'path', { fillRule: 'evenodd', d: 'M3 4h12v16H3zm1.5 1.5v13h9v-13zM6 8h6v1.5H6zm0 3h6v1.5H6zm0 3h4v1.5H6zm11-6h4v1.5h-4zm0 3.5h4V13h-4zm0 3.5h2.5v1.5H17z' } ),
	);

	listenToTabs();
	wp.plugins.registerPlugin( NAME, {
		icon,
		render: () => el(
			wp.element.Fragment,
			null,
			el( PluginSidebarMoreMenuItem, { target: NAME, icon }, strings.title ),
			el( PluginSidebar, { name: NAME, title: strings.title, className: 'hashiya-sidebar', icon }, el( Frame ), el( Status ) ),
		),
	} );
} )( window.wp, window.hashiyaSidebar );

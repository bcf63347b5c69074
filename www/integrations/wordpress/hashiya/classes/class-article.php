<?php
/**
 * Posts as readers see them.
 *
 * @package Hashiya
 */

namespace Hashiya;

defined( 'ABSPATH' ) || exit;

/**
 * Annotates a post's own page: its preview for those who write it, and, where the newsroom has chosen so, the published post.
 *
 * Themes lay out what is in the post's content by its place (`.entry-content > *`), so nothing is put around it: what is added is the
 * last element of the content, and names the one that it stands in.
 */
final class Article {

	/** After what other plugins add to the content. */
	const PRIORITY = 1000;

	public static function register(): void {
		add_filter( 'the_content', array( self::class, 'annotate' ), self::PRIORITY );
		add_filter( 'script_loader_tag', array( self::class, 'make_module' ), 10, 2 );
	}

	public static function annotate( $content ) {
		if ( ! self::is_shown() ) {
			return $content;
		}
		return $content . ( self::is_desks() ? self::desk( get_the_ID() ) : self::element( get_the_ID() ) );
	}

	/** Whether this is the text of the post that the page is about: no excerpt, list, feed or frame on another site. */
	private static function is_shown(): bool {
		return is_singular() && in_the_loop() && is_main_query() && get_the_ID() === get_queried_object_id()
			&& ! doing_filter( 'get_the_excerpt' ) && ! is_feed() && ! is_embed() && ! post_password_required()
			&& Settings::covers( get_post_type() ) && ( is_preview() || Settings::all()['published'] );
	}

	/** Whether this is seen by somebody who writes it. */
	private static function is_desks(): bool {
		return is_preview() && current_user_can( 'edit_post', get_the_ID() );
	}

	private static function desk( int $post ): string {
		self::enqueue( 'integrations/preview.js' );
		return '';
	}

	private static function element( int $post ): string {
		self::enqueue( 'hashiya.js' );
		$glossary = Settings::all()['glossary'];
		return sprintf(
			'<hashiya-article id="hashiya-%d" for="%s" date="%s"%s></hashiya-article>',
			$post,
			// Block themes set the whole page's text in type once more, in which a bare ">" ends a tag.
			esc_attr( ":has(> #hashiya-$post)" ),
			esc_attr( get_the_date( 'Y-m-d' ) ),
			$glossary ? sprintf( ' glossary="%s"', esc_url( $glossary ) ) : ''
		);
	}

	/** Modules are fetched in the order of the page and run when it is there. */
	private static function enqueue( string $name ): void {
		wp_enqueue_script( 'hashiya', Files::url( $name ), array(), null, true );
	}

	/** From WordPress 6.5 on it has modules of its own, this way works before as well. */
	public static function make_module( $tag, $handle ) {
		return 'hashiya' === $handle ? str_replace( ' src=', ' type="module" src=', preg_replace( '/ type=([\'"])text\/javascript\1/', '', $tag ) ) : $tag;
	}
}

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
	const HANDLE   = 'hashiya';
	const CONTEXT  = 'http://www.w3.org/ns/anno.jsonld';

	public static function register(): void {
		add_filter( 'the_content', array( self::class, 'annotate' ), self::PRIORITY );
		add_filter( 'script_loader_tag', array( self::class, 'make_module' ), 10, 2 );
		add_action( 'rest_api_init', array( self::class, 'register_route' ) );
	}

	public static function annotate( $content ) {
		if ( ! self::is_shown() ) {
			return $content;
		}
		return $content . ( self::is_desks() ? self::desk( get_post() ) : self::element( get_post() ) );
	}

	/** Whether this is the text of the post that the page is about: no excerpt, list, feed or frame on another site. */
	private static function is_shown(): bool {
		return is_singular() && in_the_loop() && is_main_query() && get_the_ID() === get_queried_object_id()
			&& ! doing_filter( 'get_the_excerpt' ) && ! is_feed() && ! is_embed() && ! post_password_required()
			&& Settings::covers( get_post_type() ) && ( self::is_desks() || Settings::all()['published'] );
	}

	/** Whether this is seen by somebody who writes it. */
	private static function is_desks(): bool {
		return is_preview() && current_user_can( 'edit_post', get_the_ID() );
	}

	/** What finds the element that the content stands in, by the last element in it. */
	private static function around( \WP_Post $post ): string {
		return ":has(> #hashiya-$post->ID)";
	}

	private static function element( \WP_Post $post ): string {
		self::enqueue( self::HANDLE, Files::url( 'hashiya.js' ) );
		self::enqueue( self::HANDLE . '-post', Files::url( 'integrations/wordpress/post.js' ) );
		$attributes = array(
			'id'          => "hashiya-$post->ID",
			'class'       => 'hashiya-end',
			'for'         => self::around( $post ),
			'date'        => get_the_date( 'Y-m-d', $post ),
			'glossary'    => Settings::all()['glossary'],
			'annotations' => Corrections::of( $post->ID ) ? self::route( $post->ID ) : '',
		);
		$written    = '';
		foreach ( array_filter( $attributes ) as $name => $value ) {
			// Block themes set the whole page's text in type once more, in which a bare ">" ends a tag.
			$written .= sprintf( ' %s="%s"', $name, esc_attr( $value ) );
		}
		return "<hashiya-article$written></hashiya-article>";
	}

	/** The desk beside it is put there by a script, which is told what it has to know where nobody sets it in type. */
	private static function desk( \WP_Post $post ): string {
		self::enqueue( self::HANDLE, Files::own( 'desk.js' ) );
		$known = array(
			'preview'     => Files::url( 'integrations/preview.js' ),
			'article'     => self::around( $post ),
			'date'        => get_the_date( 'Y-m-d', $post ),
			'glossary'    => Settings::all()['glossary'],
			'profile'     => Settings::profile(),
			'corrections' => Corrections::of( $post->ID ),
		);
		add_action(
			'wp_footer',
			static function () use ( $known ) {
				printf( '<script type="application/json" id="hashiya-desk">%s</script>', wp_json_encode( $known, JSON_HEX_TAG | JSON_HEX_AMP ) );
			}
		);
		return "<span id=\"hashiya-$post->ID\" class=\"hashiya-end\" hidden></span>";
	}

	/** Modules run when the page is there. */
	private static function enqueue( string $handle, string $url ): void {
		wp_enqueue_script( $handle, $url, array(), null, true );
	}

	/** From WordPress 6.5 on it has modules of its own, this way works before as well. */
	public static function make_module( $tag, $handle ) {
		$is_module = in_array( $handle, array( self::HANDLE, self::HANDLE . '-post' ), true );
		return $is_module ? str_replace( ' src=', ' type="module" src=', preg_replace( '/ type=([\'"])text\/javascript\1/', '', $tag ) ) : $tag;
	}

	/** Where a published post's corrections are. */
	private static function route( int $post ): string {
		return rest_url( "hashiya/v1/corrections/$post" );
	}

	public static function register_route(): void {
		$route = array(
			'methods'             => 'GET',
			'callback'            => array( self::class, 'page_of' ),
			'permission_callback' => array( self::class, 'may_read' ),
		);
		register_rest_route( 'hashiya/v1', '/corrections/(?P<id>\d+)', $route );
	}

	/** Whoever reads the marks on a post reads them as they were put right. */
	public static function may_read( $request ): bool {
		$post = get_post( (int) $request['id'] );
		return $post && Settings::covers( $post->post_type ) && Settings::all()['published']
			&& is_post_publicly_viewable( $post ) && ! post_password_required( $post );
	}

	/** The corrections as a page of W3C annotations. */
	public static function page_of( $request ): array {
		return array(
			'@context' => self::CONTEXT,
			'type'     => 'AnnotationPage',
			'items'    => Corrections::of( (int) $request['id'] ),
		);
	}
}

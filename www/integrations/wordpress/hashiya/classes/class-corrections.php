<?php
/**
 * What editors have corrected, kept with the post.
 *
 * @package Hashiya
 */

namespace Hashiya;

defined( 'ABSPATH' ) || exit;

/**
 * The post's field `hashiya_corrections`: a list of W3C annotations as JSON. The sidebar alone writes it.
 */
final class Corrections {

	const KEY = 'hashiya_corrections';
	/** Some hundred corrections; sidebar.js is told the same. */
	const MOST_BYTES = 500000;
	/** Annotations are flat: a body, a target, its selectors. */
	const DEEPEST = 32;

	public static function register(): void {
		add_action( 'init', array( self::class, 'register_field' ), 20 );
		// The box of custom fields would write back what it showed when the page was loaded.
		add_filter( 'is_protected_meta', array( self::class, 'is_protected' ), 10, 2 );
	}

	public static function register_field(): void {
		foreach ( Settings::all()['types'] as $type ) {
			// Without this the REST API has no fields of the post.
			add_post_type_support( $type, 'custom-fields' );
			register_post_meta( $type, self::KEY, self::definition( $type ) );
			add_filter( "rest_pre_insert_$type", array( self::class, 'refuse' ), 10, 2 );
		}
	}

	private static function definition( string $type ): array {
		return array(
			'type'              => 'string',
			'description'       => 'Corrections of annotations: a list of W3C annotations as JSON.',
			'single'            => true,
			'default'           => '[]',
			'show_in_rest'      => array(
				// Readers of a site need not know what its editors have put right.
				'schema' => array( 'context' => array( 'edit' ) ),
			),
			'sanitize_callback' => array( self::class, 'sanitize' ),
			'auth_callback'     => static function ( $allowed, $key, $post ) {
				return current_user_can( 'edit_post', $post );
			},
			'revisions_enabled' => post_type_supports( $type, 'revisions' ),
		);
	}

	public static function is_protected( $is_protected, $key ) {
		return self::KEY === $key || $is_protected;
	}

	/** Whether the field may hold this: a list of objects, not too long. */
	public static function are( $text ): bool {
		if ( ! is_string( $text ) || strlen( $text ) > self::MOST_BYTES ) {
			return false;
		}
		$list = json_decode( $text, false, self::DEEPEST );
		return is_array( $list ) && $list === array_filter( $list, 'is_object' );
	}

	/** What comes by other ways than the REST API, such as imports, and is no list becomes an empty one. */
	public static function sanitize( $text ): string {
		return self::are( $text ) ? $text : '[]';
	}

	/** Through the REST API nothing is written, rather than what somebody has corrected be lost. */
	public static function refuse( $post, $request ) {
		$text = $request['meta'][ self::KEY ] ?? null;
		if ( is_wp_error( $post ) || null === $text || self::are( $text ) ) {
			return $post;
		}
		/* translators: %d: a number of bytes. */
		$message = sprintf( __( 'hashiya_corrections: this is no JSON list of objects of %d bytes at most.', 'hashiya' ), self::MOST_BYTES );
		return new \WP_Error( 'hashiya_invalid_corrections', $message, array( 'status' => 400 ) );
	}

	/** The post's corrections. */
	public static function of( int $post ): array {
		$text = get_post_meta( $post, self::KEY, true );
		return self::are( $text ) ? json_decode( $text, false, self::DEEPEST ) : array();
	}
}

<?php
/**
 * The sidebar of the block editor.
 *
 * @package Hashiya
 */

namespace Hashiya;

defined( 'ABSPATH' ) || exit;

/**
 * Hands the block editor the sidebar and what it has to know. The canvas is left alone.
 */
final class Editor {

	public static function register(): void {
		add_action( 'enqueue_block_editor_assets', array( self::class, 'enqueue' ) );
	}

	public static function enqueue(): void {
		$post = get_post();
		if ( ! $post || ! Settings::covers( $post->post_type ) ) {
			return;
		}
		wp_enqueue_style( 'hashiya-sidebar', Files::own( 'sidebar.css' ), array(), null );
		wp_enqueue_script( 'hashiya-sidebar', Files::own( 'sidebar.js' ), array( 'wp-blocks', 'wp-components', 'wp-data', 'wp-edit-post', 'wp-element', 'wp-plugins' ), null, true );
		wp_add_inline_script( 'hashiya-sidebar', 'window.hashiyaSidebar = ' . wp_json_encode( self::known( $post->ID ), JSON_HEX_TAG | JSON_HEX_AMP ) . ';', 'before' );
	}

	private static function known( int $post ): array {
		return array(
			'editor'    => Files::url( 'integrations/editor.js' ),
			'post'      => $post,
			'preview'   => Preview::url( $post ),
			'key'       => Corrections::KEY,
			'mostBytes' => Corrections::MOST_BYTES,
			'profile'   => Settings::profile(),
			'strings'   => self::strings(),
		);
	}

	private static function strings(): array {
		return array(
			'title'   => __( 'Hashiya', 'hashiya' ),
			'frame'   => __( 'Annotated preview', 'hashiya' ),
			'unsaved' => __( 'Corrections are not saved yet.', 'hashiya' ),
			'tooLong' => __( 'There are too many corrections for this post: the last one is not kept.', 'hashiya' ),
			'broken'  => __( 'The corrections of this post cannot be read. They stay as they are, and no others are kept until you decide.', 'hashiya' ),
			'raw'     => __( 'What the field holds', 'hashiya' ),
			'anew'    => __( 'Start a new list', 'hashiya' ),
			'failed'  => __( 'The preview cannot be shown: the files of Hashiya are missing.', 'hashiya' ),
		);
	}
}

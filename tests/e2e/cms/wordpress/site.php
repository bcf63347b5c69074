<?php
/**
 * Plugin Name: What the sample site has of its own
 *
 * A login by address, with a secret that each start draws anew; a site in two languages, as newsrooms have them with plugins for it;
 * and nothing that browsers would fetch from elsewhere.
 */

defined( 'ABSPATH' ) || exit;

add_action(
	'init',
	static function () {
		// phpcs:ignore WordPress.Security.NonceVerification -- the secret is one.
		$asked = wp_unslash( $_GET );
		if ( ! hash_equals( getenv( 'HASHIYA_SECRET' ), (string) ( $asked['hashiya_login'] ?? '' ) ) ) {
			return;
		}
		wp_set_auth_cookie( get_user_by( 'login', $asked['as'] )->ID );
		wp_safe_redirect( $asked['to'] );
		exit;
	}
);

/** The Arabic article's page is Arabic all over. */
add_filter(
	'pre_determine_locale',
	static function ( $locale ) {
		// phpcs:ignore WordPress.Security.NonceVerification -- it is only looked at.
		$article = (string) ( $_GET['p'] ?? $_GET['preview_id'] ?? '' );
		return ! is_admin() && '' !== $article && $article === (string) get_option( 'hashiya_sample_ar' ) ? 'ar' : $locale;
	}
);

remove_action( 'wp_head', 'print_emoji_detection_script', 7 );
remove_action( 'admin_print_scripts', 'print_emoji_detection_script' );
add_filter( 'pre_option_show_avatars', '__return_zero' );

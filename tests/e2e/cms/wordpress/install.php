<?php
/**
 * Installs the site that start.mjs runs: `php install.php FOLDER_OF_WORDPRESS FOLDER_OF_ARTICLES`. Prints what start.mjs has to know.
 */

define( 'WP_INSTALLING', true );
list( , $folder, $articles ) = $argv;
( new mysqli( 'localhost', 'root', '', '', 0, getenv( 'HASHIYA_SOCKET' ) ) )->query( 'CREATE DATABASE wordpress' );

$_SERVER['HTTP_HOST'] = wp_parse_host( getenv( 'HASHIYA_SITE' ) );
require_once $folder . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
require_once ABSPATH . 'wp-admin/includes/plugin.php';

/** Host and port of an address. */
function wp_parse_host( string $address ): string {
	return parse_url( $address, PHP_URL_HOST ) . ':' . parse_url( $address, PHP_URL_PORT );
}

/** Somebody who may publish, and has seen what WordPress tells newcomers. */
function editor_of( string $login, string $locale, int $id = 0 ): int {
	$id = $id ? $id : wp_create_user( $login, getenv( 'HASHIYA_SECRET' ), "$login@site.example" );
	wp_update_user( array( 'ID' => $id, 'role' => 'administrator', 'locale' => $locale ) );
	$seen = array( 'core/edit-post' => array( 'welcomeGuide' => false, 'fullscreenMode' => true ) );
	update_user_meta( $id, 'wp_persisted_preferences', $seen + array( '_modified' => gmdate( 'c' ) ) );
	return $id;
}

/** A published article of the blocks in a file. */
function article_of( int $author, string $title, string $file ): int {
	return wp_insert_post(
		array(
			'post_author'  => $author,
			'post_title'   => $title,
			'post_content' => wp_slash( file_get_contents( $file ) ),
			'post_status'  => 'publish',
			'post_date'    => '2026-03-12 08:00:00',
		),
		true
	);
}

$site = wp_install( 'The Sample Post', 'editor', 'editor@site.example', false, '', getenv( 'HASHIYA_SECRET' ) );
update_option( 'permalink_structure', '' );
update_option( 'timezone_string', 'UTC' );
switch_theme( 'twentytwentythree' );
$editor   = editor_of( 'editor', 'en_US', $site['user_id'] );
$muharrir = editor_of( 'muharrir', 'ar' );
$posts    = array(
	'en' => article_of( $editor, 'Island clinic gets its first doctor in eleven years', "$articles/en.html" ),
	'ar' => article_of( $muharrir, 'صفاقس تدشّن أول محطة لتحلية المياه بالطاقة الشمسية', "$articles/ar.html" ),
);
update_option( 'hashiya_sample_ar', $posts['ar'] );
$activated = activate_plugin( 'hashiya/hashiya.php' );
if ( is_wp_error( $activated ) ) {
	fwrite( STDERR, $activated->get_error_message() );
	exit( 1 );
}
echo wp_json_encode( array( 'version' => $GLOBALS['wp_version'], 'posts' => $posts ) );

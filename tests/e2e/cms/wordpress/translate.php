<?php
/**
 * Compiles the plugin's translations as WordPress reads them: `php translate.php FOLDER_OF_WORDPRESS FOLDER_OF_PLUGIN [--write]`.
 * Prints as JSON what is wrong: strings of the code that have no translation, translations of none, a compiled file that is not of now.
 */

list( , $wordpress, $plugin ) = $argv;
define( 'ABSPATH', $wordpress . '/' );
require ABSPATH . 'wp-includes/pomo/po.php';
require ABSPATH . 'wp-includes/pomo/mo.php';

/** Strings that the code and its header have. */
function strings_of( string $plugin ): array {
	$code = implode( '', array_map( 'file_get_contents', array_merge( glob( "$plugin/*.php" ), glob( "$plugin/classes/*.php" ) ) ) );
	preg_match_all( "/\\b(?:__|_e|esc_html__|esc_html_e|esc_attr__|esc_attr_e)\\( '((?:[^'\\\\]|\\\\.)*)', 'hashiya' \\)/", $code, $calls );
	preg_match_all( '/^ \* (?:Plugin Name|Description|Author): +(.+)$/m', $code, $header );
	return array_unique( array_map( 'stripslashes', array_merge( $calls[1], $header[1] ) ) );
}

$wrong = array();
foreach ( glob( "$plugin/languages/*.po" ) as $file ) {
	$po = new PO();
	$po->import_from_file( $file );
	$mo          = new MO();
	$mo->entries = array_filter( $po->entries, static fn( $entry ) => '' !== implode( '', $entry->translations ) );
	$mo->set_headers( $po->headers );
	$compiled = preg_replace( '/\.po$/', '.mo', $file );
	if ( in_array( '--write', $argv, true ) ) {
		$mo->export_to_file( $compiled );
	}
	$there   = array_keys( $mo->entries );
	$strings = strings_of( $plugin );
	$wrong[] = array(
		'file'         => basename( $file ),
		'untranslated' => array_values( array_diff( $strings, $there ) ),
		'unused'       => array_values( array_diff( $there, $strings ) ),
		'stale'        => ! is_file( $compiled ) || file_get_contents( $compiled ) !== $mo->export(),
		'strings'      => count( $strings ),
	);
}
echo json_encode( $wrong, JSON_UNESCAPED_UNICODE );

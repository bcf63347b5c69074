<?php
/**
 * What PHP's own server asks first: files that do not change may be kept by browsers, as web servers say of them; the rest is WordPress's.
 */

$file  = realpath( $_SERVER['DOCUMENT_ROOT'] . parse_url( $_SERVER['REQUEST_URI'], PHP_URL_PATH ) );
$types = array(
	'css'   => 'text/css',
	'js'    => 'text/javascript',
	'pack'  => 'application/octet-stream',
	'svg'   => 'image/svg+xml',
	'wasm'  => 'application/wasm',
	'woff2' => 'font/woff2',
);
$type  = $types[ pathinfo( (string) $file, PATHINFO_EXTENSION ) ] ?? '';
if ( ! $type || ! is_file( $file ) ) {
	return false;
}
header( "Content-Type: $type" );
header( 'Cache-Control: max-age=600' );
header( 'Content-Length: ' . filesize( $file ) );
readfile( $file );

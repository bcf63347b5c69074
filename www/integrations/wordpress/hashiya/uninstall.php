<?php
/**
 * Takes the settings away. Corrections are the work of editors, and stay with their posts.
 *
 * @package Hashiya
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

delete_option( 'hashiya' );
